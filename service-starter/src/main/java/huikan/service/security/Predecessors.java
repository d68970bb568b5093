package huikan.service.security;

import java.util.List;

/** Which agencies ended and had their work go over to another. A service that knows them has a bean of it. */
@FunctionalInterface
public interface Predecessors {

    /** Those in whose place an agency stands today. */
    List<String> of(String agency);
}
