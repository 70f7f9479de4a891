using CsCheck;
using Newsroom.Ingest.WebSub;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.WebSub;

/// <summary>Whom deliveries are believed to be from.</summary>
public sealed class HubSignatureTests
{
    private static readonly string[] Methods = ["sha256", "sha384", "sha512"];

    /// <summary>RFC 4231, test case 2.</summary>
    [Theory]
    [InlineData("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", "Good")]
    [InlineData("SHA256=5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843", "Good")]
    [InlineData("sha384=af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649", "Good")]
    [InlineData("sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79", "Weak")]
    [InlineData("sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79, sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", "Good")]
    [InlineData("sha256=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79", "Wrong")]
    [InlineData("sha1=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", "Wrong")]
    [InlineData("md5=750c783e6ab0b503eaa86e310a5db738", "Wrong")]
    [InlineData("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", "Wrong")]
    [InlineData("sha256=", "Wrong")]
    [InlineData("=", "Wrong")]
    [InlineData("", "Unsigned")]
    public void A_signature_is_judged_by_its_method_and_its_value(string header, string outcome) =>
        Assert.Equal(outcome, HubSignature.Check([header], "Jefe", "what do ya want for nothing?"u8).ToString());

    [Fact]
    public void Without_a_secret_there_is_nothing_to_judge() => Assert.Equal(SignatureOutcome.None, HubSignature.Check(["sha256=00"], null, "x"u8));

    [Fact]
    public void What_was_signed_is_believed_and_nothing_else_is() =>
        Gen.Select(Gen.Int[0, 2].Select(at => Methods[at]), Gen.String[1, 60], Gen.Byte.Array[0, 300], Gen.Int[0, 1_000_000]).Sample((method, secret, body, where) =>
        {
            if (secret.Any(char.IsSurrogate))
                return;
            var signature = TestHub.Sign(method, secret, body);
            Assert.Equal(SignatureOutcome.Good, HubSignature.Check([signature], secret, body));
            Assert.Equal(SignatureOutcome.Wrong, HubSignature.Check([signature], secret + "x", body));
            Assert.Equal(SignatureOutcome.Wrong, HubSignature.Check([signature], secret, [.. body, 0]));
            var at = signature.Length - 1 - (where % (signature.Length - method.Length - 1));
            var forged = signature[..at] + (signature[at] == '0' ? '1' : '0') + signature[(at + 1)..];
            Assert.Equal(SignatureOutcome.Wrong, HubSignature.Check([forged], secret, body));
        });

    [Fact]
    public void Whatever_stands_in_the_header_is_no_reason_to_fail() =>
        Gen.String[0, 200].Array[0, 12].Sample(values => Assert.NotEqual(SignatureOutcome.Good, HubSignature.Check(values, "secret", "body"u8)));
}
