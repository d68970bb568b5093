package huikan.service.start;

/**
 * Which running service this is.
 *
 * @param service its name, e.g. in {@code ce_source} and in the name of its dead-letter topic
 * @param id of this instance; stays the same over a restart where only one runs in one place
 */
public record Instance(String service, String id) {}
