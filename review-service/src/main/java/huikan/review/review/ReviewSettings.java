package huikan.review.review;

import huikan.events.AgencyLevel;
import huikan.service.start.Setting;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Reviews: working days from when a filing reaches a level until that level is to decide. The clock stands while the filing
 * is with the agency, since a correction has a review of its own.
 *
 * @param township of a level of that rank
 * @param county the same
 * @param city the same
 * @param province the same
 */
@ConfigurationProperties("huikan.reviews")
record ReviewSettings(
        @DefaultValue("3") int township,
        @DefaultValue("3") int county,
        @DefaultValue("3") int city,
        @DefaultValue("5") int province) {

    ReviewSettings {
        Setting.positive("huikan.reviews.township", township);
        Setting.positive("huikan.reviews.county", county);
        Setting.positive("huikan.reviews.city", city);
        Setting.positive("huikan.reviews.province", province);
    }

    int days(AgencyLevel level) {
        return switch (level) {
            case PROVINCE -> province;
            case CITY -> city;
            case COUNTY -> county;
            case TOWNSHIP -> township;
        };
    }
}
