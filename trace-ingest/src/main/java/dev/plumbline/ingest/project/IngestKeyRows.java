package dev.plumbline.ingest.project;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** The ingest keys. */
@ApplicationScoped
class IngestKeyRows implements PanacheRepositoryBase<IngestKeyRow, String> {}
