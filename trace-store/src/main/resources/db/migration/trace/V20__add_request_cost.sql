-- What a request cost, as of when it settled: a new price table changes no past row in silence, so its version stays beside it.
ALTER TABLE trace.request
    ADD COLUMN cost_usd      double precision,
    ADD COLUMN cost_unknown  boolean NOT NULL DEFAULT false,
    ADD COLUMN price_version text,
    ADD COLUMN cost_calls    jsonb;
COMMENT ON COLUMN trace.request.cost_usd IS 'of the calls whose cost is known; null when none is';
COMMENT ON COLUMN trace.request.cost_unknown IS 'whether some call with usage has no known price: cost_usd is too low then';
