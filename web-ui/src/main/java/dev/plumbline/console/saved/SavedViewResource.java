package dev.plumbline.console.saved;

import dev.plumbline.console.access.Caller;
import dev.plumbline.console.access.Need;
import dev.plumbline.console.frame.ErrorPage;
import dev.plumbline.console.frame.Frames;
import dev.plumbline.console.frame.Pages;
import dev.plumbline.console.project.Projects;
import dev.plumbline.console.view.BadQuery;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.sql.SQLException;

/** Gives a list of traces a name, and takes it away. */
@Blocking
@Path("/views")
@Produces(MediaType.TEXT_HTML)
public class SavedViewResource {
    private final SavedViewStore store;
    private final Projects projects;
    private final Pages pages;

    SavedViewResource(SavedViewStore store, Projects projects, Pages pages) {
        this.store = store;
        this.projects = projects;
        this.pages = pages;
    }

    @POST
    public RestResponse<TemplateInstance> save(
            RoutingContext call,
            @FormParam("project") @Nullable String project,
            @FormParam("name") @Nullable String name,
            @FormParam("address") @Nullable String address)
            throws SQLException {
        String title = name == null ? "" : name.strip();
        if (!SavedView.isName(title)) {
            return refused(call, 400, "A view has a name of 1 to 60 characters.");
        }
        if (address == null || !SavedView.isAddress(address)) {
            return refused(call, 400, "A view is a list of traces of this console.");
        }
        try {
            return store.save(projects.id(project), title, address, Frames.actor(call))
                    ? RestResponse.seeOther(URI.create(address))
                    : refused(call, 409, "Somebody else has a view of this name, or the project has 50 already.");
        } catch (BadQuery e) {
            return pages.bad(call, e);
        }
    }

    /** Its author may, and whoever operates. */
    @POST
    @Path("{id}/remove")
    public RestResponse<TemplateInstance> remove(
            RoutingContext call, @PathParam("id") long id, @FormParam("address") @Nullable String address)
            throws SQLException {
        Caller caller = call.get(Caller.KEY);
        boolean operates = caller != null && caller.may(Need.OPERATE);
        if (!store.remove(id, Frames.actor(call), operates)) {
            return refused(call, 409, "It is gone, or somebody else's: its author or an operator may remove it.");
        }
        return RestResponse.seeOther(URI.create(address != null && SavedView.isAddress(address) ? address : "/traces"));
    }

    private RestResponse<TemplateInstance> refused(RoutingContext call, int status, String why) {
        return pages.error(call, new ErrorPage(status, "The view was left as it is", why));
    }
}
