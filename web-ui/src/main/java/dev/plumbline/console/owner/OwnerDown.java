package dev.plumbline.console.owner;

/** A service did not answer, or not in time. */
public final class OwnerDown extends RuntimeException {
    private final Owner owner;

    OwnerDown(Owner owner, Throwable cause) {
        super(owner.part() + " does not answer", cause);
        this.owner = owner;
    }

    public Owner owner() {
        return owner;
    }
}
