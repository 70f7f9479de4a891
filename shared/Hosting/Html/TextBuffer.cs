using System.Buffers;

namespace Newsroom.Hosting.Html;

/// <summary>Text that grows in a pooled array, for one method's use: dispose of it where it was made.</summary>
public sealed class TextBuffer(int capacity) : IDisposable
{
    private char[] chars = ArrayPool<char>.Shared.Rent(Math.Max(capacity, 64));

    public int Length { get; private set; }

    public ReadOnlySpan<char> Written => chars.AsSpan(0, Length);

    public void Append(char one)
    {
        if (Length == chars.Length)
            Grow(1);
        chars[Length++] = one;
    }

    public void Append(ReadOnlySpan<char> text)
    {
        if (text.Length > chars.Length - Length)
            Grow(text.Length);
        text.CopyTo(chars.AsSpan(Length));
        Length += text.Length;
    }

    /// <summary>Takes back what was written beyond so many characters.</summary>
    public void Shorten(int length) => Length = Math.Min(Length, length);

    public override string ToString() => Written.ToString();

    public void Dispose()
    {
        var rented = chars;
        (chars, Length) = ([], 0);
        if (rented.Length > 0)
            ArrayPool<char>.Shared.Return(rented);
    }

    private void Grow(int by)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(chars.Length * 2, Length + by));
        Written.CopyTo(larger);
        ArrayPool<char>.Shared.Return(chars);
        chars = larger;
    }
}
