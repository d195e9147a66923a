-- Who is told when a receiver cannot be, and the secret that signs beside a new one for a while.
ALTER TABLE alert.receiver
    ADD COLUMN fallback   text,
    ADD COLUMN old_secret bytea,
    ADD COLUMN old_until  timestamptz;
-- Whether the fallback was told in the receiver's place.
ALTER TABLE alert.notification ADD COLUMN fallen_back boolean NOT NULL DEFAULT false;
UPDATE alert.notification SET fallen_back = true WHERE state = 'failed';
