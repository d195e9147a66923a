package dev.plumbline.servers.postgres;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Begins a sign-in and leaves: a server that takes connections asks for a password, one that starts or recovers refuses. */
final class ReadyProbe {
    private static final int MILLIS = 2_000;
    private static final int PROTOCOL_3 = 196_608;

    private ReadyProbe() {}

    static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLIS);
            socket.setSoTimeout(MILLIS);
            socket.getOutputStream().write(startup());
            return socket.getInputStream().read() == 'R';
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] startup() throws IOException {
        byte[] words = "user\0postgres\0database\0postgres\0\0".getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(words.length + 2 * Integer.BYTES);
        out.writeInt(PROTOCOL_3);
        out.write(words);
        return bytes.toByteArray();
    }
}
