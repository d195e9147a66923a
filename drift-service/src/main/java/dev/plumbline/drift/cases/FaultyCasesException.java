package dev.plumbline.drift.cases;

import java.util.List;

/** Rows of an upload cannot be taken; nothing of it was stored. */
public final class FaultyCasesException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 50;

    private final transient List<CaseFault> faults;
    private final int rows;

    /** @param faults at least one; @param rows of the upload */
    FaultyCasesException(List<CaseFault> faults, int rows) {
        super(
                faults.size() == 1 && rows <= 1
                        ? faults.get(0).error()
                        : "%d of %d items cannot be taken; nothing was stored. The first: %s"
                                .formatted(faults.size(), rows, faults.get(0).error()));
        this.faults = List.copyOf(faults);
        this.rows = rows;
    }

    /** The first fifty. */
    public List<CaseFault> faults() {
        return faults.subList(0, Math.min(SHOWN, faults.size()));
    }

    public int rows() {
        return rows;
    }
}
