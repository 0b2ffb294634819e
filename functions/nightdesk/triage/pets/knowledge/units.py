"""Units that owners count in, and the words of body weight."""

GRAMS = {
    "gram": 1.0,
    "kilogram": 1000.0,
    "milligram": 0.001,
    "microgram": 1e-6,
    "iu": 2.5e-8,
    "ounce": 28.349523125,
    "pound": 453.59237,
    "milliliter": 1.0,
    "liter": 1000.0,
    "teaspoon": 5.0,
    "tablespoon": 15.0,
    "gallon": 3785.0,
}
"""
Grams (or millilitres) in a unit, where the product does not say otherwise.

iu: of vitamin D, 0.025 ug (peteducation.com, as quoted in toxins.csv); nothing else here is counted in them.
"""

RATE = "rate"
"""The unit of a strength like "36 mg per ml": grams of the drug in one millilitre."""

BODY = frozenset({"kilogram", "pound"})
"""Units of body weight, which are of the product only where it says so."""

WEIGHS = frozenset({"weigh", "weight", "pesa", "peso"})
