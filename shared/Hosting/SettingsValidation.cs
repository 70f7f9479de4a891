using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace Newsroom.Hosting;

/// <summary>
/// Checks options by their annotations, those in lists too, and names each fault by its setting, its value and the cure, as whoever runs the
/// service writes it: <c>The setting 'Newsroom:Outbox:Documents' is '0'. The field Documents must be between 1 and 1000.</c>
/// </summary>
public sealed class SettingsValidation<TOptions>(string section) : IValidateOptions<TOptions> where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var faults = Faults(options, section).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(object options, string path)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        foreach (var result in results)
        {
            var member = result.MemberNames.FirstOrDefault() ?? "";
            yield return $"The setting '{path}:{member}' is '{options.GetType().GetProperty(member)?.GetValue(options)}'. {result.ErrorMessage}";
        }

        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0))
        {
            if (property.GetValue(options) is not (IEnumerable list and not string))
                continue;
            foreach (var (item, number) in list.Cast<object>().Select((item, number) => (item, number)))
            {
                foreach (var fault in item is string || item.GetType().IsPrimitive ? [] : Faults(item, $"{path}:{property.Name}:{number}"))
                    yield return fault;
            }
        }
    }
}
