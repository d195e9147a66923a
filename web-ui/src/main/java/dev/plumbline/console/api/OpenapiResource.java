package dev.plumbline.console.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import java.io.IOException;
import java.io.InputStream;

/** The description of the whole API, of all services behind this origin. */
@Path("/api/v1/openapi.json")
@Produces(MediaType.APPLICATION_JSON)
public class OpenapiResource {
    private final byte[] document;

    OpenapiResource() throws IOException {
        try (InputStream in = OpenapiResource.class.getResourceAsStream("/openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("the class path lacks openapi.json");
            }
            document = in.readAllBytes();
        }
    }

    @GET
    public byte[] document() {
        return document.clone();
    }
}
