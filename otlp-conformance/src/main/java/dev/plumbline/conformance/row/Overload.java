package dev.plumbline.conformance.row;

import dev.plumbline.conformance.sender.Answer;
import dev.plumbline.conformance.sender.GrpcSender;
import dev.plumbline.conformance.sender.Messages;
import dev.plumbline.conformance.sender.RawSender;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Overload made from outside: many bodies that stop short of their last byte. */
public final class Overload {
    private static final int ATTEMPTS = 5;

    private Overload() {}

    private interface Probe {
        Answer send() throws Exception;
    }

    public static void overGrpc(Senders senders) throws Exception {
        byte[] message = large(senders);
        during(senders, () -> senders.grpc.call(GrpcSender.TRACES, message));
    }

    public static void overHttp(Senders senders) throws Exception {
        byte[] message = large(senders);
        during(senders, () -> senders.http.protobuf(Expect.TRACES, message));
    }

    /** Too large for what the held bodies leave. */
    private static byte[] large(Senders senders) {
        String text = "x".repeat(senders.target.limits().messageBytes() - 1000);
        return Messages.traces(
                Messages.span(Messages.traceId(), "refused for now").addAttributes(Messages.attribute("text", text)));
    }

    /** The held bodies time out by themselves, so a slow machine may need another attempt. */
    private static void during(Senders senders, Probe probe) throws Exception {
        long inFlight = senders.target.limits().bytesInFlight();
        if (inFlight == 0) {
            throw new Row.NotApplicableException("needs the limit of bytes in flight");
        }
        Answer answer = whileHeld(senders, inFlight, probe);
        for (int attempt = 1; attempt < ATTEMPTS && isTaken(answer); attempt++) {
            answer = whileHeld(senders, inFlight, probe);
        }
        Expect.overloaded(answer);
        recovers(probe);
    }

    private static Answer whileHeld(Senders senders, long inFlight, Probe probe) throws Exception {
        List<RawSender> held = hold(senders, inFlight);
        Answer answer = probe.send();
        // The receiver may not have read yet what was sent before.
        for (int i = 0; i < 20 && isTaken(answer); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
            answer = probe.send();
        }
        for (RawSender one : held) {
            one.close();
        }
        return answer;
    }

    private static List<RawSender> hold(Senders senders, long inFlight) throws Exception {
        int each = senders.target.limits().messageBytes() - 1;
        byte[] body = new byte[each - 1];
        List<RawSender> held = new ArrayList<>();
        for (long sent = each; sent <= inFlight; sent += each) {
            RawSender sender = senders.rawHttp();
            sender.head(Expect.TRACES, each);
            sender.write(body);
            held.add(sender);
        }
        return held;
    }

    private static void recovers(Probe probe) throws Exception {
        Answer answer = probe.send();
        for (int i = 0; i < 200 && !isTaken(answer); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
            answer = probe.send();
        }
        Expect.clean(answer);
    }

    private static boolean isTaken(Answer answer) {
        return answer.status() == 200 && answer.grpcStatus() <= 0;
    }
}
