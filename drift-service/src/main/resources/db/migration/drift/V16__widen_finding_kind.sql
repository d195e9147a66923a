-- Findings about late truth: concept drift.
ALTER TABLE drift.finding DROP CONSTRAINT finding_kind_check;
ALTER TABLE drift.finding ADD CONSTRAINT finding_kind_check
    CHECK (kind IN ('share_moved', 'new_cluster', 'form_changed', 'unfamiliar_inputs', 'inputs_moved', 'output_changed',
                    'quality_moved'));
