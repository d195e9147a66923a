-- Which scorer gave a score: those of another version cannot be compared with what was learned.
ALTER TABLE alert.signal ADD COLUMN scorer text NOT NULL DEFAULT '';
