package dev.plumbline.alerting.receiver;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** The receivers. */
@ApplicationScoped
class ReceiverRows implements PanacheRepositoryBase<ReceiverRow, Integer> {}
