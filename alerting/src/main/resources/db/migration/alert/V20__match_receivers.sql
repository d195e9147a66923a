-- Which alerts a receiver is told about: those that all matchers match, all when there are none.
ALTER TABLE alert.receiver ADD COLUMN matchers text NOT NULL DEFAULT '[]';
