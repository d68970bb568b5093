package huikan.events;

/** Where an agency stands, from the top. */
public enum AgencyLevel {
    PROVINCE,
    CITY,
    COUNTY,
    TOWNSHIP
}
