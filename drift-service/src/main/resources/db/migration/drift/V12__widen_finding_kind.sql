-- Findings about form, of inputs or outputs, and about inputs as a whole have no cluster.
ALTER TABLE drift.finding DROP CONSTRAINT finding_kind_check;
ALTER TABLE drift.finding ADD CONSTRAINT finding_kind_check
    CHECK (kind IN ('share_moved', 'new_cluster', 'form_changed', 'unfamiliar_inputs', 'inputs_moved', 'output_changed'));
COMMENT ON COLUMN drift.finding.cluster_id IS 'what it is about: a cluster, a trait of form or a direction';
ALTER TABLE drift.finding ADD COLUMN words text;
COMMENT ON COLUMN drift.finding.words IS 'what it is about where that is no cluster';
