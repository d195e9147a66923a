package dev.plumbline.console.overview;

import dev.plumbline.console.snippet.Snippets;

import java.util.List;

/**
 * The first screen before anything was received.
 *
 * @param http address of the OTLP receiver for HTTP
 * @param grpc address of the OTLP receiver for gRPC
 * @param waiting the fragment that tells when the first request is there
 */
record StartPage(String http, String grpc, String waiting, List<Snippets.Snippet> snippets) {}
