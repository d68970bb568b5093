package huikan.review.task;

import huikan.review.calendar.Today;
import huikan.review.task.Task.Pace;
import huikan.review.workflow.Awaited;
import huikan.review.workflow.DueDates;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/** Whether a task goes as it should. */
@Component
record TaskLights(DueDates dates, Today today, TaskSettings settings) {

    /** 红黄绿灯. */
    enum Light {
        /** It is overdue. */
        RED,
        /** It is due soon, is behind the time that went by, was not taken on, or was not reported on. */
        YELLOW,
        GREEN
    }

    Light of(Pace task) {
        LocalDate day = today.date();
        boolean open = task.status().open();
        if (open && task.dueOn() != null && task.dueOn().isBefore(day)) {
            return Light.RED;
        }
        return open && (isDueSoon(task, day) || isSilent(task, day) || isBehind(task, day))
                ? Light.YELLOW
                : Light.GREEN;
    }

    private boolean isDueSoon(Pace task, LocalDate day) {
        LocalDate due = task.dueOn();
        return due != null && !due.isAfter(dates.after(day, settings.yellow()));
    }

    private static boolean isSilent(Pace task, LocalDate today) {
        Awaited awaited = task.awaited();
        return awaited != null && awaited.dueOn().isBefore(today);
    }

    /** Measured in calendar days from its start to its due date. */
    private boolean isBehind(Pace task, LocalDate today) {
        LocalDate start = task.startedOn();
        LocalDate due = task.dueOn();
        if (start == null || due == null || !start.isBefore(due)) {
            return false;
        }
        long gone = 100 * ChronoUnit.DAYS.between(start, today) / ChronoUnit.DAYS.between(start, due);
        return gone - task.percent() > settings.behind();
    }
}
