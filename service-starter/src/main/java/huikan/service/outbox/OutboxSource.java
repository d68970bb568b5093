package huikan.service.outbox;

/**
 * A collection whose documents carry an outbox; declare one as a bean and it is relayed.
 *
 * @param collection its name
 */
public record OutboxSource(String collection) {}
