package huikan.service.start;

import java.net.URI;
import java.time.Duration;

/**
 * What a setting has to be, checked when its record is made: the start then fails with a sentence that names the key
 * and what came.
 */
public final class Setting {

    private Setting() {}

    public static void positive(String key, long value) {
        require(value > 0, key, "a number from 1 on", Long.toString(value));
    }

    public static void atLeast(String key, long least, long value) {
        require(value >= least, key, "a number from " + least + " on", Long.toString(value));
    }

    public static void positive(String key, Duration value) {
        require(value.isPositive(), key, "a time longer than nothing, such as 5s or 2m", value.toString());
    }

    public static void between(String key, Duration least, Duration most, Duration value) {
        require(
                value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
                key,
                "a time from " + least + " to " + most,
                value.toString());
    }

    public static void present(String key, String value) {
        require(!value.isBlank(), key, "not empty", "\"" + value + "\"");
    }

    /** An address of a server, as {@code http://host:port}. */
    public static void httpAddress(String key, String value) {
        boolean fits;
        try {
            URI uri = URI.create(value);
            fits = uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException malformed) {
            fits = false;
        }
        require(fits, key, "an address such as http://127.0.0.1:8081", "\"" + value + "\"");
    }

    public static void require(boolean fits, String key, String what, String came) {
        if (!fits) {
            throw new IllegalArgumentException(key + " must be " + what + "; it is " + came);
        }
    }
}
