package huikan.review.workflow;

import huikan.service.problem.IfMatch;
import huikan.service.security.Caller;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.node.ObjectNode;

/** A case as an answer, with its version as the ETag. */
public final class CaseResponses {

    private CaseResponses() {}

    /** As it stands now. */
    public static <T extends Record & Case<S>, S extends Enum<S> & State> ResponseEntity<ObjectNode> of(
            Cases<T, S> cases, T one, Caller caller) {
        return ResponseEntity.ok()
                .eTag(IfMatch.etag(one.version()))
                .body(cases.views().of(one, cases.act(caller)));
    }

    /** To whatever opened it. */
    public static <T extends Record & Case<S>, S extends Enum<S> & State> ResponseEntity<ObjectNode> created(
            Cases<T, S> cases, T opened, Caller caller) {
        return ResponseEntity.status(HttpStatus.CREATED)
                .location(URI.create("/api/" + cases.workflow().kind() + "/" + opened.id()))
                .eTag(IfMatch.etag(opened.version()))
                .body(cases.views().of(opened, cases.act(caller)));
    }
}
