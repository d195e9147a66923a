package dev.plumbline.conformance.sender;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A TCP connection on which a row writes bytes by itself. */
public final class RawSender implements AutoCloseable {
    private final Socket socket = new Socket();

    public RawSender(String host, int port) throws IOException {
        socket.connect(new InetSocketAddress(host, port), 10_000);
        socket.setTcpNoDelay(true);
    }

    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    public void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The head of a request whose body will have this many bytes, if the row ever sends them. */
    public void head(String path, int length) throws IOException {
        write("POST " + path + " HTTP/1.1\r\nHost: receiver\r\nContent-Type: " + HttpSender.PROTOBUF
                + "\r\nContent-Length: " + length + "\r\n\r\n");
    }

    public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** What arrives until the receiver closes or {@code millis} pass in silence; empty when nothing does. */
    public byte[] read(int millis) throws IOException {
        socket.setSoTimeout(millis);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        byte[] chunk = new byte[8192];
        try {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                bytes.write(chunk, 0, read);
            }
        } catch (SocketTimeoutException silence) {
            return bytes.toByteArray();
        }
        return bytes.toByteArray();
    }

    /** The first line of the answer; empty when the receiver closes without one. Fails after {@code millis}. */
    public String firstLine(int millis) throws IOException {
        socket.setSoTimeout(millis);
        StringBuilder line = new StringBuilder();
        InputStream in = socket.getInputStream();
        for (int read = in.read(); read >= 0 && read != '\r'; read = in.read()) {
            line.append((char) read);
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
