-- A scorer that has not earned it pages nobody: its scores open tickets.
ALTER TABLE alert.signal ADD COLUMN may_page boolean NOT NULL DEFAULT true;
