using System.Globalization;
using Newsroom.Ingest.Extraction;

namespace Newsroom.Ingest.Feeds;

/// <summary>
/// RFC 822, RFC 850, asctime, and dates as people write them: a month by name, or numbers whose order is plain, in any order with a time and a
/// zone. What the weekday says is not heeded; it is wrong more often than the rest.
/// </summary>
internal static class WrittenDates
{
    private static readonly string[] English = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    public static DateTimeOffset? Read(string text)
    {
        var found = new Found();
        var at = 0;
        while (at < text.Length)
        {
            var one = text[at];
            if (char.IsAsciiDigit(one))
                at = found.Number(text, at);
            else if (char.IsLetter(one))
                at = found.Word(text, at);
            else if (found.HasTime && (found.Offset ?? TimeSpan.Zero) == TimeSpan.Zero && one is '+' or '-' or '−' && at + 1 < text.Length && (char.IsAsciiDigit(text[at + 1])))
                at = found.Zone(text, at);
            else
                at++;
            if (found.IsSpoilt)
                return null;
        }

        return found.Moment();
    }

    /// <summary>1 to 12; 0 if it is no month.</summary>
    private static int Month(ReadOnlySpan<char> word)
    {
        if (word.Length >= 3)
        {
            for (var i = 0; i < English.Length; i++)
            {
                if (word.Length <= 9 && word[..3].Equals(English[i], StringComparison.OrdinalIgnoreCase))
                    return i + 1;
            }
        }

        return Phrases.Month(word.ToString()) ?? FeedMonths.Of(word);
    }

    /// <summary>What was found so far.</summary>
    private struct Found
    {
        private int month;
        private int first;
        private int firstDigits;
        private int second;
        private int secondDigits;
        private int third;
        private int thirdDigits;
        private int numbers;
        private int hour;
        private int minute;
        private int seconds;
        private bool? isAfternoon;
        private bool isKorean;
        private char mark;
        private int monthAfter;
        private TimeZoneInfo? region;
        private bool? isDayFirst;

        public bool HasTime { get; private set; }

        public bool IsSpoilt { get; private set; }

        private readonly bool HasDate => numbers >= (month > 0 ? 2 : 3);

        public TimeSpan? Offset { get; private set; }

        public int Number(string text, int at)
        {
            var end = Digits(text, at);
            var length = end - at;
            // 19:48, and behind the date 19.48 and 19h48 too.
            if (!HasTime && length <= 2 && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]) && (text[end] == ':' || (HasDate && text[end] is '.' or 'h' or 'H')))
                return Time(text, at, end);
            if (length > 4 || !int.TryParse(text.AsSpan(at, length), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                IsSpoilt = numbers < 3 || !HasTime;
                return end;
            }

            numbers++;
            if (numbers == 1)
                (first, firstDigits) = (number, length);
            else if (numbers == 2)
                (second, secondDigits) = (number, length);
            else if (numbers == 3)
                (third, thirdDigits) = (number, length);
            if (end < text.Length && text[end] is '/' or '.' or '-')
                mark = text[end];
            return end;
        }

        private int Time(string text, int at, int end)
        {
            HasTime = true;
            hour = int.Parse(text.AsSpan(at, end - at), CultureInfo.InvariantCulture);
            var separator = text[end];
            var start = end + 1;
            end = Digits(text, start);
            IsSpoilt |= end - start > 2 || !int.TryParse(text.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture, out minute);
            if (end + 1 < text.Length && text[end] == separator && char.IsAsciiDigit(text[end + 1]))
            {
                start = end + 1;
                end = Digits(text, start);
                IsSpoilt |= end - start > 2 || !int.TryParse(text.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture, out seconds);
            }

            // Parts of a second.
            if (end + 1 < text.Length && text[end] is '.' or ',' && char.IsAsciiDigit(text[end + 1]))
                end = Digits(text, end + 1);
            return end;
        }

        public int Word(string text, int at)
        {
            var end = at;
            while (end < text.Length && char.IsLetter(text[end]))
                end++;
            var word = text.AsSpan(at, end - at);
            switch (word)
            {
                case "년" or "월" or "일" or "年" or "月" or "日":
                    isKorean |= word[0] is '년';
                    mark = '-';
                    return end;
                case "오전" or "오후":
                    isKorean = true;
                    break;
            }

            // Before the time stand those of the East alone: "am" is a word of German.
            if ((HasTime || TextShape.IsIdeograph(word[0])) && isAfternoon is null && DayHalf.At(text.AsSpan(at), out var length) is { } half)
            {
                isAfternoon = half;
                return at + length;
            }

            if ((month == 0 || (monthAfter == 0 && numbers == 1)) && Month(word) is > 0 and var named)
            {
                // "mar. 05 dic 2006" began with a Tuesday: the name behind the day is the month.
                (month, monthAfter) = (named, numbers);
            }
            else if (HasTime && Offset is null && !IsWeekdayName(word))
            {
                return Zone(text, at);
            }

            return end;
        }

        /// <summary>Behind the time, as in <c>12:00 Mon</c>.</summary>
        private static bool IsWeekdayName(ReadOnlySpan<char> word) =>
            word.Length >= 3 && "sunmontuewedthufrisat".AsSpan().IndexOf(word[..3], StringComparison.OrdinalIgnoreCase) is >= 0 and var found && found % 3 == 0;

        /// <summary>A name, a number, or both; behind GMT and UTC a number follows that belongs to it.</summary>
        public int Zone(string text, int at)
        {
            var end = at;
            while (end < text.Length && (char.IsLetter(text[end]) || text[end] is '/' or '_'))
                end++;
            var isName = end > at;
            isDayFirst ??= FeedZones.IsDayFirst(text.AsSpan(at, end - at));
            if (FeedZones.Region(text.AsSpan(at, end - at)) is { } place)
            {
                region = place;
                return end;
            }

            if (end < text.Length && text[end] is '+' or '-' or '−')
            {
                end++;
                while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == ':'))
                    end++;
            }

            var known = !isName || FeedZones.Of(text.AsSpan(at, end - at).TrimEnd("+-0123456789:")) is not null || text.AsSpan(at).StartsWith("etc/", StringComparison.OrdinalIgnoreCase);
            if (!known)
                return end;
            if (FeedZones.Read(text.AsSpan(at, end - at)) is { } zone)
                Offset = zone;
            else
                IsSpoilt = true;
            return end;
        }

        public readonly DateTimeOffset? Moment()
        {
            if (Date() is not var (year, month, day))
                return null;
            var clock = hour;
            if (isAfternoon is { } half && clock is >= 1 and <= 12)
                clock = (clock % 12) + (half ? 12 : 0);
            if (region is not null && Offset is null && FeedDates.Moment(year, month, day, clock, minute, seconds, TimeSpan.Zero) is { } local)
                return local - region.GetUtcOffset(DateTime.SpecifyKind(local.DateTime, DateTimeKind.Unspecified));
            return FeedDates.Moment(year, month, day, clock, minute, seconds, Offset ?? (isKorean ? TimeSpan.FromHours(9) : TimeSpan.Zero));
        }

        private readonly (int, int, int)? Date()
        {
            if (month > 0)
            {
                // 2004-július-13, 13 July 2004, July 13, 2004, Jan 5 12:00:00 2004
                if (numbers < 2)
                    return firstDigits == 4 ? (first, month, 1) : null;
                return firstDigits == 4 && monthAfter <= 1 ? (first, month, second) : secondDigits == 1 ? null : (Year(second, secondDigits), month, first);
            }

            if (numbers < 3)
                return null;
            if (firstDigits == 4)
                return (first, second, third);
            if (mark is not ('/' or '.' or '-') || thirdDigits == 1)
                return null;
            var year = Year(third, thirdDigits);
            if (mark == '.' || first > 12 || first == second)
                return (year, second, first);
            return second > 12 || isDayFirst == false ? (year, first, second) : isDayFirst == true ? (year, second, first) : null;
        }

        /// <summary>Of three digits they are years since 1900 (RFC 5322 §4.3).</summary>
        private static int Year(int number, int digits) => digits > 3 ? number : digits == 3 || number >= 90 ? number + 1900 : number + 2000;

        private static int Digits(string text, int at)
        {
            while (at < text.Length && char.IsAsciiDigit(text[at]))
                at++;
            return at;
        }
    }
}
