package dev.plumbline.conformance.row;

import dev.plumbline.conformance.sender.GrpcSender;
import dev.plumbline.conformance.sender.HttpSender;
import dev.plumbline.conformance.sender.RawSender;
import dev.plumbline.conformance.sender.Target;

import java.io.IOException;
import java.net.http.HttpClient;

/** The senders of one run; close them at its end. */
public final class Senders implements AutoCloseable {
    public final Target target;
    public final HttpSender http;
    public final HttpSender http2;
    public final GrpcSender grpc;

    public Senders(Target target) {
        this.target = target;
        this.http = new HttpSender(target, HttpClient.Version.HTTP_1_1);
        this.http2 = new HttpSender(target, HttpClient.Version.HTTP_2);
        this.grpc = new GrpcSender(target);
    }

    public RawSender rawHttp() throws IOException {
        return new RawSender(target.host(), target.httpPort());
    }

    public RawSender rawGrpc() throws IOException {
        return new RawSender(target.host(), target.grpcPort());
    }

    @Override
    public void close() throws Exception {
        grpc.close();
    }
}
