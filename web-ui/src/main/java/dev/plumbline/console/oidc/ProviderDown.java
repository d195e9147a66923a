package dev.plumbline.console.oidc;

/** The provider cannot be asked just now; the message is for the log. */
public final class ProviderDown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProviderDown(String reason) {
        super(reason);
    }
}
