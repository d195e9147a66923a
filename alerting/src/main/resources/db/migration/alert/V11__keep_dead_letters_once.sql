-- The bus delivers at least once; the same unreadable record again is the same row.
DELETE FROM alert.dead_letter AS again USING alert.dead_letter AS first
WHERE first.topic = again.topic AND sha256(first.value) = sha256(again.value) AND first.id < again.id;
CREATE UNIQUE INDEX dead_letter_once ON alert.dead_letter (topic, sha256(value));
