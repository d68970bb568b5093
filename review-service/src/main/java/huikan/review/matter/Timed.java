package huikan.review.matter;

import java.time.Instant;

/** Things of one kind that have timers. */
public interface Timed {

    String kind();

    /**
     * Lets those go off whose time has come. Each does once, whoever else tries: it is a change of the thing as it was seen.
     *
     * @return how many were looked at; as many as asked for when there may be more
     */
    int goOff(Instant now, int most);

    /** Works out anew when each is to go off: the calendar was changed. */
    void rearm();
}
