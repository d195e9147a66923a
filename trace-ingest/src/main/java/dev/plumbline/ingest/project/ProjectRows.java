package dev.plumbline.ingest.project;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** The projects. */
@ApplicationScoped
class ProjectRows implements PanacheRepositoryBase<ProjectRow, Integer> {}
