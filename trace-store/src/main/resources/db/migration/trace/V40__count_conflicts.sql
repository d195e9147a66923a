-- Spans of the same ids that say something else: counted beside the sum, since they are duplicates or stored as well.
ALTER TABLE trace.ledger ADD COLUMN conflicting bigint NOT NULL DEFAULT 0;
