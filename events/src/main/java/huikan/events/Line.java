package huikan.events;

/** Which superior a form's route and rollup follow. */
public enum Line {
    /** 块: the government above. */
    TERRITORY,
    /** 条: the office above in its own line. */
    DEPARTMENT
}
