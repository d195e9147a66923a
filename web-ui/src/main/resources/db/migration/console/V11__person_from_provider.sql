-- Users whom an OpenID Connect provider vouches for: known by issuer and subject, never by their name, and without a password.
ALTER TABLE console.person
    ADD COLUMN issuer text,
    ADD COLUMN subject text,
    ADD UNIQUE (issuer, subject),
    ADD CHECK ((issuer IS NULL) = (subject IS NULL)),
    ADD CHECK (subject IS NULL OR password IS NULL);
