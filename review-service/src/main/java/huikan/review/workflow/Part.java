package huikan.review.workflow;

import org.bson.Document;

/**
 * A document that belongs to a case and is not in it. It leaves with the event of the step that writes it: until then it
 * waits in the case's outbox, so that case and part are one write.
 *
 * @param collection of the parts of this sort
 * @param document as it is from now on, with its {@code _id}
 */
public record Part(String collection, Document document) {}
