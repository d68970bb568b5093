package huikan.submission.sheet;

import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.FigureType;
import huikan.filing.Figure;
import huikan.service.sheet.TableCell;
import huikan.service.sheet.TableCell.Day;
import huikan.service.sheet.TableCell.Empty;
import huikan.service.sheet.TableCell.Formula;
import huikan.service.sheet.TableCell.Numeric;
import huikan.service.sheet.TableCell.Other;
import huikan.service.sheet.TableCell.Text;
import huikan.service.sheet.TableCell.YesNo;
import huikan.service.sheet.TypedNumber;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What a cell says of an indicator: a figure exactly as it will be filed, or why it is none. Nothing is guessed. */
sealed interface SheetFigure {

    String NOT_APPLICABLE = "不适用";

    record Filed(JsonNode value) implements SheetFigure {}

    record Blank() implements SheetFigure {}

    /**
     * @param message what came, and what to write
     */
    record Refused(String code, String message) implements SheetFigure {}

    static SheetFigure of(TableCell cell, Definition of) {
        return switch (cell) {
            case Empty empty -> new Blank();
            case Formula(String formula) ->
                new Refused(
                        "cell.formula",
                        "A formula (=" + Plain.shortened(formula) + ") is not evaluated; write the number itself.");
            case Day(LocalDate date) -> Plain.other("a date (" + date + ")");
            case YesNo(boolean yes) -> Plain.other("a yes or no (" + yes + ")");
            case Other(String what) -> Plain.other(what);
            case Numeric(BigDecimal value, boolean percent) ->
                Plain.number(percent ? value.movePointRight(2) : value, percent, of);
            case Text(String text) -> Plain.text(text, of);
        };
    }

    /** Reading of what was typed. */
    final class Plain {

        private static final int MOST_RATE_DIGITS = 6;
        private static final BigDecimal MOST_RATE = BigDecimal.TEN.pow(15);
        private static final int LONGEST_SHOWN = 40;

        /** Digits of a unit of money behind the fen. */
        private static final Map<String, Integer> FEN_DIGITS = Map.of("元", 2, "万元", 6, "亿元", 10);

        private static final Map<String, Integer> WORDS = Map.of("百", 2, "千", 3, "万", 4, "亿", 8);
        private static final Pattern WITH_WORD = Pattern.compile("([-0-9., ]+?)\\s*([百千万亿])(.*)");
        private static final Pattern WITH_REST = Pattern.compile("([-0-9., ]+?)\\s*([^-0-9., ][^0-9]*)");

        private Plain() {}

        private static Refused other(String what) {
            return new Refused(
                    "cell.type", "This is " + what + ", not a number; format the cell as a number and write it anew.");
        }

        static String shortened(String text) {
            return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
        }

        static SheetFigure text(String raw, Definition of) {
            String text = TypedNumber.narrow(raw);
            String shown = "“" + shortened(raw.strip()) + "”";
            if (text.equals(NOT_APPLICABLE) || text.toUpperCase(Locale.ROOT).equals(Figure.NOT_APPLICABLE)) {
                return new Filed(JsonNodeFactory.instance.stringNode(Figure.NOT_APPLICABLE));
            }
            BigDecimal percentage = text.endsWith("%") ? TypedNumber.of(text.substring(0, text.length() - 1)) : null;
            if (percentage != null) {
                return number(percentage, true, of);
            }
            BigDecimal value = TypedNumber.of(text);
            if (value != null) {
                return number(value, false, of);
            }
            Matcher word = WITH_WORD.matcher(text);
            BigDecimal count = word.matches() ? TypedNumber.of(word.group(1)) : null;
            if (count != null) {
                return word(shown, count, word.group(2), word.group(3).strip(), of);
            }
            Matcher rest = WITH_REST.matcher(text);
            BigDecimal alone = rest.matches() ? TypedNumber.of(rest.group(1)) : null;
            if (alone != null) {
                return new Refused(
                        "figure.unit",
                        shown + " is not taken: write the number of " + unit(of) + " alone, such as "
                                + alone.toPlainString() + ".");
            }
            return new Refused(
                    "figure.text",
                    shown + " is no number: write the number of " + unit(of) + ", 0 where there was nothing, or "
                            + NOT_APPLICABLE + ".");
        }

        /** 1.2万: told what it is in figures, and left to whoever typed it. */
        private static SheetFigure word(String shown, BigDecimal count, String word, String behind, Definition of) {
            String whole = plain(count.scaleByPowerOfTen(WORDS.getOrDefault(word, 0)));
            String meant = (word + behind).equals(unit(of))
                    ? plain(count)
                    : FEN_DIGITS.containsKey(unit(of))
                            ? plain(count) + " if " + plain(count) + " " + unit(of) + " are meant"
                            : whole;
            return new Refused(
                    "figure.word",
                    shown + " is not taken: write the number of " + unit(of) + " in figures, " + meant + ".");
        }

        private static String plain(BigDecimal number) {
            BigDecimal stripped = number.stripTrailingZeros();
            return stripped.scale() < 0 ? stripped.setScale(0).toPlainString() : stripped.toPlainString();
        }

        private static String unit(Definition of) {
            return of.meaning() == null ? of.code() : of.meaning().unit();
        }

        static SheetFigure number(BigDecimal value, boolean percent, Definition of) {
            String shown = plain(value) + (percent ? "%" : "");
            if (value.signum() < 0) {
                return new Refused("figure.negative", "A figure is 0 or more; came " + shown + ".");
            }
            if (of.type() == FigureType.RATE) {
                return rate(value, shown);
            }
            if (percent) {
                return new Refused("figure.percent", shown + " is a percentage; write the number of " + unit(of) + ".");
            }
            int digits = of.type() == FigureType.AMOUNT ? FEN_DIGITS.getOrDefault(unit(of), 0) : 0;
            BigDecimal filed = value.movePointRight(digits).stripTrailingZeros();
            if (filed.scale() > 0) {
                return new Refused(
                        "figure.fractional",
                        digits == 0
                                ? "The number of " + unit(of) + " is a whole one; came " + shown + "."
                                : "A fen is the smallest amount; came " + shown + " " + unit(of) + ".");
            }
            if (filed.compareTo(BigDecimal.valueOf(Figure.LARGEST)) > 0) {
                return new Refused(
                        "figure.too-large", "A figure is at most " + Figure.LARGEST + "; came " + shown + ".");
            }
            return new Filed(JsonNodeFactory.instance.numberNode(filed.longValueExact()));
        }

        private static SheetFigure rate(BigDecimal value, String shown) {
            BigDecimal stripped = value.stripTrailingZeros();
            if (stripped.scale() > MOST_RATE_DIGITS || value.compareTo(MOST_RATE) >= 0) {
                return new Refused(
                        "figure.rate",
                        "A rate has at most " + MOST_RATE_DIGITS + " digits behind the point; came " + shown + ".");
            }
            return new Filed(JsonNodeFactory.instance.stringNode(plain(value)));
        }

        /** As it would be typed: an amount in its unit. */
        static BigDecimal typed(long filed, Definition of) {
            int digits = of.type() == FigureType.AMOUNT ? FEN_DIGITS.getOrDefault(unit(of), 0) : 0;
            return new BigDecimal(plain(BigDecimal.valueOf(filed).movePointLeft(digits)));
        }
    }
}
