package huikan.gateway.key;

import java.nio.file.Path;
import java.time.Clock;

/** Signing keys for tests of what signs with them. */
public final class KeysIn {

    private KeysIn() {}

    /** Those of the key file of a folder; made when it has none. */
    public static SigningKeys folder(Path folder) {
        return new SigningKeys(new KeySettings(folder.resolve("keys.json")), Clock.systemUTC());
    }
}
