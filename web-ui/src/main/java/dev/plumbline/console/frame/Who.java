package dev.plumbline.console.frame;

import dev.plumbline.console.access.Caller;
import dev.plumbline.console.access.Need;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestText;

/**
 * Who looks at a screen, and so what it shows.
 *
 * @param beyond whether others than this machine may reach the console
 */
public record Who(Caller caller, boolean beyond) {
    /** What stands where somebody may not read. */
    public static final String HIDDEN = "(hidden: no right to content)";

    public boolean open() {
        return caller.kind() == Caller.Kind.OPEN;
    }

    public boolean person() {
        return caller.kind() == Caller.Kind.PERSON;
    }

    /** Whether there is anything to see at all. */
    public boolean inside() {
        return caller.may(Need.READ);
    }

    public boolean content() {
        return caller.may(Need.CONTENT);
    }

    public boolean operates() {
        return caller.may(Need.OPERATE);
    }

    public boolean administers() {
        return caller.may(Need.ADMIN);
    }

    /** Whether there is a queue for the caller. */
    public boolean labels() {
        return caller.may(Need.LABEL);
    }

    /** The request with its texts, or without them for those who may not read content. */
    public Request shown(Request request) {
        if (content()) {
            return request;
        }
        return new Request(
                request.ref(),
                request.version(),
                request.origin(),
                request.time(),
                request.shape(),
                new RequestText(HIDDEN, HIDDEN, false, request.text().fingerprint()),
                request.attributes());
    }
}
