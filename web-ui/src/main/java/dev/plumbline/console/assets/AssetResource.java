package dev.plumbline.console.assets;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Serves the files of the pages; no other file of the jar can be named. */
@Path("/assets/{digest}/{name}")
public class AssetResource {
    private final Assets assets;

    AssetResource(Assets assets) {
        this.assets = assets;
    }

    @GET
    public Response file(@PathParam("digest") String digest, @PathParam("name") String name) {
        Assets.Asset asset = assets.find(digest, name);
        if (asset == null) {
            return Response.status(404).header("Cache-Control", "no-store").build();
        }
        return Response.ok(asset.bytes(), asset.type())
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .build();
    }
}
