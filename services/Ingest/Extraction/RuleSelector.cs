using AngleSharp.Css;
using AngleSharp.Css.Dom;
using AngleSharp.Css.Parser;

namespace Newsroom.Ingest.Extraction;

/// <summary>
/// A CSS selector that is asked of all elements of a page at once, in time by its parts times the elements, whatever the page is. Asked of one
/// element after the other, as a browser does, <c>~</c> and <c>:nth-child()</c> count its siblings anew for each, and a chain of them tries
/// every combination: 25 seconds on a page of 1 MB.
/// </summary>
internal sealed class RuleSelector
{
    private readonly Narrowing narrowing;

    private RuleSelector(Narrowing narrowing, int parts) => (this.narrowing, Parts) = (narrowing, parts);

    /// <summary>Leaves only those in the set that match.</summary>
    internal delegate void Narrowing(PageElements page, bool[] those);

    /// <summary>Names, classes, attributes and pseudo-classes in it.</summary>
    public int Parts { get; }

    /// <param name="selector">As it is written.</param>
    /// <param name="problem">Why it cannot be used, where the answer is null.</param>
    public static RuleSelector? Of(string selector, out string? problem)
    {
        if (Parsed(selector) is not { } parsed)
        {
            problem = $"'{selector}' is not a CSS selector.";
            return null;
        }

        var reader = new Reader();
        var narrowing = reader.Read(parsed);
        problem = reader.Problem is { } found ? $"The selector '{selector}' uses {found}." : null;
        return problem is null ? new RuleSelector(narrowing, reader.Parts) : null;
    }

    /// <summary>Those that match, in reading order.</summary>
    public bool[] In(PageElements page)
    {
        var those = page.All();
        narrowing(page, those);
        return those;
    }

    private static ISelector? Parsed(string selector)
    {
        try
        {
            return new CssSelectorParser().ParseSelector(selector);
        }
        // What the parser throws at nonsense depends on the nonsense.
#pragma warning disable CA1031
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    /// <summary>Makes of each part of a parsed selector what narrows a set by it.</summary>
    private sealed class Reader : ISelectorVisitor
    {
        private const string Taken = "taken are :not(), :is(), :where(), :empty, :root, :first-child, :last-child, :only-child, :nth-child(), :nth-last-child() and the same with -of-type";

        private ISelector current = null!;
        private Narrowing read = static (_, _) => { };

        public int Parts { get; private set; }

        /// <summary>What is used and not taken, to stand in a sentence.</summary>
        public string? Problem { get; private set; }

        public Narrowing Read(ISelector selector)
        {
            current = selector;
            selector.Accept(this);
            return read;
        }

        public void Type(string name) => Each();

        public void Id(string value) => Each();

        public void Class(string name) => Each();

        public void Attribute(string name, string op, string? value) => Each();

        public void PseudoElement(string name) => Refuse($"::{name}, which is no element of the page");

        public void Many(IEnumerable<ISelector> selectors)
        {
            var all = selectors.Select(Read).ToList();
            read = (page, those) => all.ForEach(narrow => narrow(page, those));
        }

        public void List(IEnumerable<ISelector> selectors)
        {
            var any = selectors.Select(Read).ToList();
            read = (page, those) =>
            {
                var matching = new bool[those.Length];
                foreach (var narrow in any)
                {
                    var some = (bool[])those.Clone();
                    narrow(page, some);
                    for (var i = 0; i < some.Length; i++)
                        matching[i] |= some[i];
                }

                matching.CopyTo(those, 0);
            };
        }

        public void Combinator(IEnumerable<ISelector> selectors, IEnumerable<string> symbols)
        {
            var steps = selectors.Select(Read).ToList();
            var combinators = symbols.Select(symbol => symbol.Trim()).ToList();
            if (combinators.Find(symbol => symbol is not ("" or ">" or "+" or "~")) is { } other)
                Refuse($"'{other}'; between elements a space, >, + and ~ are taken");
            read = (page, those) =>
            {
                var reached = page.All();
                for (var step = 0; step < steps.Count; step++)
                {
                    if (step > 0)
                        reached = page.Reached(reached, combinators[step - 1] is [var symbol] ? symbol : ' ');
                    if (step == steps.Count - 1)
                        Both(reached, those);
                    steps[step](page, reached);
                }

                reached.CopyTo(those, 0);
            };
        }

        public void Child(string name, int step, int offset, ISelector selector)
        {
            if (name is not ("nth-child" or "nth-last-child" or "nth-of-type" or "nth-last-of-type"))
            {
                Refuse($":{name}(); {Taken}");
                return;
            }

            var (ofType, fromEnd) = (name.EndsWith("of-type", StringComparison.Ordinal), name.StartsWith("nth-last", StringComparison.Ordinal));
            var counts = selector.Text == "*" ? static (_, _) => { } : Read(selector);
            Place(step, offset, ofType, fromEnd, counts);
        }

        public void PseudoClass(string name)
        {
            var (word, inside) = name.EndsWith(')') && name.IndexOf('(', StringComparison.Ordinal) is > 0 and var open ? (name[..open], name[(open + 1)..^1]) : (name, null);
            switch (word)
            {
                case "empty" or "root" when inside is null:
                    Each();
                    break;
                case "first-child" or "first-of-type":
                    Place(0, 1, word == "first-of-type", fromEnd: false);
                    break;
                case "last-child" or "last-of-type":
                    Place(0, 1, word == "last-of-type", fromEnd: true);
                    break;
                case "only-child" or "only-of-type":
                    Place(0, 1, word == "only-of-type", fromEnd: false);
                    var first = read;
                    Place(0, 1, word == "only-of-type", fromEnd: true);
                    var last = read;
                    read = (page, those) =>
                    {
                        first(page, those);
                        last(page, those);
                    };
                    break;
                // The parser keeps what stands inside as text, normalised.
                case "is" or "where" or "matches" or "not" when inside is { Length: > 0 } && Parsed(inside) is { } inner:
                    read = Read(inner);
                    if (word == "not")
                        read = Without(read);
                    break;
                case "has":
                    Refuse(":has(), which takes too long on large pages: name what stands inside or beside it instead");
                    break;
                default:
                    Refuse($":{(inside is null ? word : word + "()")}; {Taken}");
                    break;
            }
        }

        /// <summary>What an element says by itself, which is soon known.</summary>
        private void Each()
        {
            Parts++;
            var selector = current;
            read = (page, those) =>
            {
                for (var i = 0; i < those.Length; i++)
                    those[i] = those[i] && selector.Match(page[i], null);
            };
        }

        private void Place(int step, int offset, bool ofType, bool fromEnd, Narrowing? counts = null)
        {
            Parts++;
            read = (page, those) =>
            {
                var counted = page.All();
                counts?.Invoke(page, counted);
                var places = page.Places(counted, ofType, fromEnd);
                for (var i = 0; i < those.Length; i++)
                    those[i] = those[i] && places[i] > 0 && IsIn((long)places[i] - offset, step);
            };
        }

        /// <summary>Whether the distance is so many steps: 0, 1, 2, …</summary>
        private static bool IsIn(long distance, int step) => step == 0 ? distance == 0 : distance % step == 0 && distance / step >= 0;

        private Narrowing Without(Narrowing inner)
        {
            Parts++;
            return (page, those) =>
            {
                var some = (bool[])those.Clone();
                inner(page, some);
                for (var i = 0; i < those.Length; i++)
                    those[i] = those[i] && !some[i];
            };
        }

        private static void Both(bool[] some, bool[] others)
        {
            for (var i = 0; i < some.Length; i++)
                some[i] = some[i] && others[i];
        }

        private void Refuse(string problem)
        {
            Problem ??= problem;
            read = static (_, _) => { };
        }
    }
}
