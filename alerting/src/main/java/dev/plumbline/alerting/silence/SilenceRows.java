package dev.plumbline.alerting.silence;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** The silences. */
@ApplicationScoped
class SilenceRows implements PanacheRepositoryBase<SilenceRow, Integer> {}
