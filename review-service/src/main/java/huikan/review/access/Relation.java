package huikan.review.access;

import huikan.service.security.Caller;
import huikan.service.security.Role;
import org.jspecify.annotations.Nullable;

/** How a caller stands to a case: the one place that says who makes which move. */
public enum Relation {
    UNIT("责任单位", "reporter or supervisor of the responsible unit"),
    UNIT_LEADER("责任单位负责人", "supervisor of the responsible unit"),
    SUPERIOR("上级督办", "supervisor strictly above every responsible unit"),
    SUPERIOR_INSPECTOR("上级检查", "inspector strictly above every responsible unit"),
    SUPERIOR_REVIEWER("上级审核", "reviewer of a superior"),
    ISSUER("发文单位督办", "supervisor of the issuing agency"),
    ISSUER_INSPECTOR("发文单位检查", "inspector of the issuing agency"),
    PERSON("指定人员", "a person with a part of their own"),
    SYSTEM("系统", "the suite itself");

    private final String zh;
    private final String en;

    Relation(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    public String zh() {
        return zh;
    }

    public String en() {
        return en;
    }

    public boolean holds(Parties parties, Caller caller) {
        return switch (this) {
            case UNIT -> caller.actsForAny(parties.units()) && caller.is(Role.REPORTER, Role.SUPERVISOR);
            case UNIT_LEADER -> caller.actsForAny(parties.units()) && caller.is(Role.SUPERVISOR);
            case SUPERIOR -> parties.haveAbove(caller) && caller.is(Role.SUPERVISOR);
            case SUPERIOR_INSPECTOR -> parties.haveAbove(caller) && caller.is(Role.INSPECTOR);
            case SUPERIOR_REVIEWER -> caller.actsForAny(parties.superiors()) && caller.is(Role.REVIEWER);
            case ISSUER -> isOf(parties.issuer(), caller) && caller.is(Role.SUPERVISOR);
            case ISSUER_INSPECTOR -> isOf(parties.issuer(), caller) && caller.is(Role.INSPECTOR);
            case PERSON -> parties.people().contains(caller.login());
            case SYSTEM -> false;
        };
    }

    private static boolean isOf(@Nullable String agency, Caller caller) {
        return agency != null && caller.actsFor(agency);
    }
}
