using CsCheck;

namespace Newsroom.Tests.Unit.Ingest.Extraction;

/// <summary>Texts put together of pieces that mean something to what reads them, and of others that do not.</summary>
internal static class Pieces
{
    public static Gen<string> One(params string[] pieces) => Gen.Int[0, pieces.Length - 1].Select(at => pieces[at]);

    public static Gen<string> Of(int most, params string[] pieces) => Gen.OneOf(One(pieces), One(pieces), Gen.String[0, 3]).Array[0, most].Select(string.Concat);
}
