package huikan.gateway.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * The limits of one gateway; two gateways together allow twice as much.
 *
 * @param requests of one client, by its login
 * @param filings of one client, single ones and lines of batches
 * @param tokens asked for from one address
 * @param underWay bytes of filings that may be read and not yet acknowledged, all clients together
 */
@ConfigurationProperties("huikan.limits")
record LimitSettings(Rate requests, Rate filings, Rate tokens, DataSize underWay) {

    /**
     * @param perSecond that may go on for ever; 0 for no limit
     * @param burst that may come at once after a pause
     */
    record Rate(int perSecond, int burst) {
        Rate {
            if (perSecond < 0 || burst < perSecond) {
                throw new IllegalArgumentException(
                        "a limit is 0 or more a second, and its burst is not below it: " + perSecond + ", " + burst);
            }
        }
    }
}
