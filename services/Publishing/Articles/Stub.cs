namespace Newsroom.Publishing.Articles;
internal static class Slug { public static string For(string title, Guid id) => title.Replace(' ', '-') + id.ToString("N")[..8]; }
