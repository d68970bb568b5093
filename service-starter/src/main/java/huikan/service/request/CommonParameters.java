package huikan.service.request;

import java.util.Set;

/** What every path of a service may be asked with, also one of which it makes no other answer. A service may have its own. */
public record CommonParameters(Set<String> names) {}
