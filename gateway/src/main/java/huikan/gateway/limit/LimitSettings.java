package huikan.gateway.limit;

import huikan.service.start.Setting;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * The limits of one gateway; two gateways together allow twice as much.
 *
 * @param requests of one client, by its login
 * @param filings of one client, single ones and lines of batches
 * @param tokens asked for from one address
 * @param atOnce requests other than filings that are answered at the same time, all clients together
 * @param waits requests with {@code ?wait=} that are held at the same time, all clients together
 * @param bodies bytes of requests other than filings and files that are read at the same time, all clients together
 * @param underWay bytes of filings that may be read and not yet acknowledged, all clients together
 * @param share percent of {@code atOnce}, {@code waits}, {@code bodies} and {@code underWay} that one client may have
 */
@ConfigurationProperties("huikan.limits")
record LimitSettings(
        Rate requests,
        Rate filings,
        Rate tokens,
        int atOnce,
        int waits,
        DataSize bodies,
        DataSize underWay,
        int share) {

    LimitSettings {
        requests.check("huikan.limits.requests");
        filings.check("huikan.limits.filings");
        tokens.check("huikan.limits.tokens");
        Setting.positive("huikan.limits.at-once", atOnce);
        Setting.positive("huikan.limits.waits", waits);
        Setting.positive("huikan.limits.bodies", bodies.toBytes());
        Setting.positive("huikan.limits.under-way", underWay.toBytes());
        Setting.require(share >= 1 && share <= 100, "huikan.limits.share", "from 1 to 100", Integer.toString(share));
    }

    /**
     * @param perSecond that may go on for ever; 0 for no limit
     * @param burst that may come at once after a pause
     */
    record Rate(int perSecond, int burst) {

        private void check(String key) {
            Setting.atLeast(key + ".per-second", 0, perSecond);
            Setting.atLeast(key + ".burst", perSecond, burst);
        }
    }
}
