using CsCheck;
using Newsroom.Ingest.Extraction;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Extraction;

public sealed class BylinesTests
{
    [Theory]
    [InlineData("By Jane Doe", "Jane Doe")]
    [InlineData("By Jane Doe and Peter Roe", "Jane Doe; Peter Roe")]
    [InlineData("Jane Doe, Peter Roe, and Ann Lee", "Jane Doe; Peter Roe; Ann Lee")]
    [InlineData("By Jane Doe, Political Editor", "Jane Doe")]
    [InlineData("By JANE DOE | REUTERS", "Jane Doe")]
    [InlineData("JANE DOE Herald staff writer", "Jane Doe")]
    [InlineData("（倉橋ゆかり）", "倉橋ゆかり")]
    [InlineData("Das Gespräch führte Jane Doe.", "Jane Doe")]
    [InlineData("JANE McDOE Herald", "JANE McDOE")]
    [InlineData("JANE DOE Jr.", "JANE DOE Jr.")]
    [InlineData("Jane Doe in Berlin", "Jane Doe")]
    [InlineData("Jane Doe, Berlin", "Jane Doe")]
    [InlineData("Jane Doe, BRK-Studio Bergen", "Jane Doe")]
    [InlineData("Ada Nilsen and BO LUND", "Ada Nilsen; Bo Lund")]
    [InlineData("Ada Nilsen, NDR NIEDERSACHSEN", "Ada Nilsen")]
    [InlineData("di Mario Rossi, inviato a Oltreponte", "Mario Rossi")]
    [InlineData("Jan Novák a Petr Dvořák", "Jan Novák; Petr Dvořák")]
    [InlineData("Claire Dubois (Saint-Paul [Ardèche], envoyée spéciale)", "Claire Dubois")]
    [InlineData("Written by Jane Doe @janedoe", "Jane Doe")]
    [InlineData("By Jane Doe jdoe@gazette.example.com", "Jane Doe")]
    [InlineData("Posted on June 18, 2024 by Jane Doe", "Jane Doe")]
    [InlineData("Jane Doe on June 18, 2024", "Jane Doe")]
    [InlineData("Jane Doe (Reuters)", "Jane Doe")]
    [InlineData("Staff Writer Jane Doe", "Jane Doe")]
    [InlineData("Doe, Jane", "Jane Doe")]
    [InlineData("Jane Doe | Photos by Max Roe", "Jane Doe")]
    [InlineData("Reuters", "Reuters")]
    [InlineData("jane doe", "Jane Doe")]
    [InlineData("Ludwig van Beethoven", "Ludwig van Beethoven")]
    [InlineData("LUDWIG VAN BEETHOVEN", "Ludwig van Beethoven")]
    [InlineData("Von Anna Alt, Bert Blau und Carla Chrom", "Anna Alt; Bert Blau; Carla Chrom")]
    [InlineData("Ein Gastbeitrag von Anna Alt", "Anna Alt")]
    [InlineData("Par Claire Dubois et Jean Petit", "Claire Dubois; Jean Petit")]
    [InlineData("Por Ana Gómez y Luis Ruiz", "Ana Gómez; Luis Ruiz")]
    [InlineData("Door Piet de Vries en Kees Bos", "Piet de Vries; Kees Bos")]
    [InlineData("di Mario Rossi", "Mario Rossi")]
    [InlineData("Oleh: Budi Santoso", "Budi Santoso")]
    [InlineData("Penulis: Budi Santoso | Editor: Sari Dewi", "Budi Santoso")]
    [InlineData("Penulis: Budi Santoso Editor: Sari Dewi", "Budi Santoso")]
    [InlineData("Text: Eva Lind Foto: Olle Berg", "Eva Lind")]
    [InlineData("Автор: Анна Петрова", "Анна Петрова")]
    [InlineData("بقلم: ليلى حداد", "ليلى حداد")]
    [InlineData("홍길동 기자", "홍길동")]
    [InlineData("정선/윤가람, 채선우 기자", "윤가람; 채선우")]
    [InlineData("정선/윤가람, 채선우 기자 garam@post.example", "윤가람; 채선우")]
    [InlineData("山田太郎記者", "山田太郎")]
    [InlineData("作者：张三 编辑：李四", "张三")]
    [InlineData("מאת דנה לוי", "דנה לוי")]
    public void Names_are_read_out_of_what_stands_around_them(string line, string expected) => Assert.Equal(expected, string.Join("; ", Bylines.Of(line, null)));

    [Theory]
    [InlineData("admin")]
    [InlineData("Redaktion")]
    [InlineData("https://www.facebook.com/gazette")]
    [InlineData("gazette.example")]
    [InlineData("jdoe42")]
    [InlineData("Photo by Max Roe")]
    [InlineData("Editor: Sari Dewi")]
    [InlineData("By")]
    [InlineData("if (axles % 2) panic();")]
    [InlineData("関連記事")]
    [InlineData("Political correspondent")]
    [InlineData("5 min read")]
    [InlineData("June 18, 2024")]
    [InlineData("Staff Writer")]
    public void What_is_nobody_is_none(string line) => Assert.Empty(Bylines.Of(line, null));

    [Fact]
    public void Nothing_throws_and_names_look_like_names()
    {
        var lines = Pieces.Of(12, "By ", "Von ", "Jane", " ", "Doe", ", ", " and ", " | ", "Editor:", "@", "(", ")", "作者：", "記者", "2024", " in ", "dpa", "Dr. ", "\u0000", "://");
        lines.Sample(line => Assert.All(Bylines.Of(line, null), name => Assert.True(name.Length is > 1 and <= 60 && !name.Any(char.IsDigit))), iter: 20_000, threads: 1);
    }
}
