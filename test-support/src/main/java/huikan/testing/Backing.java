package huikan.testing;

/**
 * A store or a broker that tests run on.
 *
 * @param address as clients of it need it
 * @param what for a person
 * @param end when nothing uses it any more
 */
record Backing(String address, String what, Runnable end) {}
