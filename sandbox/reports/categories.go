package reports

// categories is the table of all of them: NAME < PARENT, PARENT. The first parent
// is the one that leads to the main category. Production has over 200, of which the
// reference prints three; the others are inferred.
const categories = `
Income
Salary < Income
Bonus < Income
Pension < Income
Child Benefit < Income
Social Benefits < Income
Rental Income < Income
Interest Income < Income
Dividends < Income
Tax Refund < Income
Insurance Payout < Income
Expense Reimbursement < Income
Freelance Income < Income
Sales Revenue < Income
Private Sales < Income
Other Income < Income
Housing
Rent < Housing
Utilities < Housing
Electricity < Utilities
Gas and Heating < Utilities
Water < Utilities
Waste Disposal < Utilities
Broadcasting Fee < Housing
Home Repairs < Housing
Furniture < Housing
Hardware Store < Housing
Garden < Housing
Food
Groceries < Food
Bakery < Food
Butcher and Fish < Food
Beverages < Food
Eating Out
Restaurant < Eating Out
Cafe < Eating Out
Fast Food < Eating Out
Bar < Eating Out
Food Delivery < Eating Out
Canteen < Eating Out
Health
Pharmacy < Health
Doctor < Health
Dentist < Health
Optician < Health
Hospital < Health
Mobility
Petrol < Mobility
Parking < Mobility
Public Transport < Mobility
Train < Mobility
Taxi < Mobility
Car Repair < Mobility
Car Wash < Mobility
Motoring Club < Mobility
Travel
Flights < Travel
Hotel < Travel
Camping < Travel
Travel Agency < Travel
Car Rental < Travel, Mobility
Insurances
Health Insurance < Insurances, Health
Car Insurance < Insurances, Mobility
Liability Insurance < Insurances
Home Insurance < Insurances, Housing
Legal Insurance < Insurances
Life Insurance < Insurances
Travel Insurance < Insurances, Travel
Social Insurance < Insurances
Communication
Internet and Telephone < Communication
Mobile Phone < Communication
Postage < Communication
Shopping
Clothing < Shopping
Shoes < Shopping
Electronics < Shopping
Online Shopping < Shopping
Department Store < Shopping
Books < Shopping
Stationery < Shopping
Toys < Shopping
Sporting Goods < Shopping
Jewellery < Shopping
Gifts < Shopping
Flowers < Shopping
Drugstore < Shopping, Health
Personal Care
Hairdresser < Personal Care
Cosmetics < Personal Care
Laundry < Personal Care
Leisure
Subscriptions
Cinema < Leisure
Theatre and Concerts < Leisure
Zoo and Parks < Leisure
Swimming Pool < Leisure
Gym < Leisure, Subscriptions
Sports Club < Leisure
Gambling < Leisure
Games < Leisure
Apps and Software < Subscriptions
Cloud Services < Subscriptions
Video Streaming < Subscriptions, Leisure
Music Streaming < Subscriptions, Leisure
Newspapers < Subscriptions
Children
Childcare < Children
School Meals < Children
Education
School < Education
Courses < Education
Music School < Education, Children
University < Education
Pets
Pet Supplies < Pets
Veterinarian < Pets
Taxes
Income Tax < Taxes
Value Added Tax < Taxes
Vehicle Tax < Taxes, Mobility
Dog Tax < Taxes, Pets
Fines < Taxes
Fees of Authorities < Taxes
Finance
Bank charges < Finance
Interest Paid < Finance
Loans
Mortgage < Loans, Housing
Car Loan < Loans, Mobility
Consumer Loan < Loans
Credit Card Bill < Finance
Saving and Investing
Savings < Saving and Investing
Building Savings < Saving and Investing, Housing
Investments < Saving and Investing
Private Pension < Saving and Investing, Insurances
Cash
Cash Withdrawal < Cash
Cash Deposit < Cash
Transfers
Family and Friends < Transfers
Own Accounts < Transfers
Currency Exchange < Transfers
Giving
Donations < Giving
Presents < Giving
Business
Wages < Business
Supplies < Business
Freight and Couriers < Business
Drawings < Business
Business Rent < Business, Housing
Machinery < Business
Uncategorised
`
