package huikan.gateway.intake;

import org.jspecify.annotations.Nullable;

/**
 * Where a filing comes from, beside who sends it.
 *
 * @param relayedBy the agency that may file it on behalf of its own; null where its own files
 * @param signedOffBy the login that signed its draft off; null where nobody did
 */
record Origin(@Nullable String relayedBy, @Nullable String signedOffBy) {

    /** From no draft. */
    static final Origin DIRECT = new Origin(null, null);
}
